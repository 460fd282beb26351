//! The school, its settings, and the texts of its report.

use rusqlite::named_params;

use crate::domain::report_text::{Narrative, Profile};
use crate::domain::school::School;
use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// A setting or fact of the book itself.
pub fn meta(r: &Reading<'_>, key: &str) -> Result<Option<String>> {
    r.row(
        "SELECT value FROM meta WHERE key = :key",
        named_params! { ":key": key },
        |row| row.get(0),
    )
}

/// Forgets a fact about the whole book.
pub fn unset_meta(w: &Writing<'_>, key: &str) -> Result<()> {
    w.run(
        "DELETE FROM meta WHERE key = :key",
        named_params! { ":key": key },
    )?;
    Ok(())
}

/// Sets one.
pub fn set_meta(w: &Writing<'_>, key: &str, value: &str) -> Result<()> {
    w.run(
        "INSERT INTO meta (key, value) VALUES (:key, :value)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        named_params! { ":key": key, ":value": value },
    )?;
    Ok(())
}

/// The school.
pub fn get(r: &Reading<'_>) -> Result<Option<School>> {
    let school = r.row(
        "SELECT name, code, kind, province, commune, parent_body, is_disadvantaged, principal,
                place, abbreviation, address, phone, email
         FROM school",
        [],
        |row| {
            Ok(School {
                name: row.get("name")?,
                code: row.get("code")?,
                levels: Vec::new(),
                kind: row.get("kind")?,
                province: row.get("province")?,
                commune: row.get("commune")?,
                parent_body: row.get("parent_body")?,
                disadvantaged: row.get("is_disadvantaged")?,
                principal: row.get("principal")?,
                place: row.get("place")?,
                abbreviation: row.get("abbreviation")?,
                address: row.get("address")?,
                phone: row.get("phone")?,
                email: row.get("email")?,
            })
        },
    )?;
    let levels = r.rows(
        "SELECT level FROM school_level
         ORDER BY instr('tieu_hoc thcs thpt gdtx', level)",
        [],
        |row| row.get(0),
    )?;
    Ok(school.map(|school| School { levels, ..school }))
}

/// Writes the school.
pub fn update(w: &Writing<'_>, school: &School) -> Result<()> {
    w.run(
        "INSERT INTO school (id, name, code, kind, province, commune, parent_body,
                             is_disadvantaged, principal, place, abbreviation, address, phone,
                             email, changed_at, changed_on)
         VALUES ('school', :name, :code, :kind, :province, :commune, :parent_body,
                 :disadvantaged, :principal, :place, :abbreviation, :address, :phone,
                 :email, :now, :device)
         ON CONFLICT (id) DO UPDATE SET
             name = excluded.name, code = excluded.code, kind = excluded.kind,
             province = excluded.province, commune = excluded.commune,
             parent_body = excluded.parent_body, is_disadvantaged = excluded.is_disadvantaged,
             principal = excluded.principal, place = excluded.place,
             abbreviation = excluded.abbreviation, address = excluded.address,
             phone = excluded.phone, email = excluded.email,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":name": school.name, ":code": school.code, ":kind": school.kind,
            ":province": school.province, ":commune": school.commune,
            ":parent_body": school.parent_body, ":disadvantaged": school.disadvantaged,
            ":principal": school.principal, ":place": school.place,
            ":abbreviation": school.abbreviation, ":address": school.address,
            ":phone": school.phone, ":email": school.email,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    w.run("DELETE FROM school_level", [])?;
    for level in &school.levels {
        w.run(
            "INSERT INTO school_level (level) VALUES (:level)",
            named_params! { ":level": level },
        )?;
    }
    Ok(())
}

/// The profile of a year; an empty one where nothing was typed yet.
pub fn profile(r: &Reading<'_>, year: &str) -> Result<Profile> {
    let profile = r.row(
        "SELECT plan_number, plan_on, plan_is_in_school_plan, is_key_task, has_programme,
                programme, person_in_charge, decision_number,
                decision_on, staff, staff_female, teachers, counselors, counselors_qualified,
                report_number, report_on, report_due_on, recipients, signer_name, signer_title,
                preparer_name
         FROM profile WHERE year = :year",
        named_params! { ":year": year },
        |row| {
            let recipients: String = row.get("recipients")?;
            Ok(Profile {
                plan_number: row.get("plan_number")?,
                plan_on: row.get("plan_on")?,
                plan_is_in_school_plan: row.get("plan_is_in_school_plan")?,
                is_key_task: row.get("is_key_task")?,
                has_programme: row.get("has_programme")?,
                programme: row.get("programme")?,
                person_in_charge: row.get("person_in_charge")?,
                decision_number: row.get("decision_number")?,
                decision_on: row.get("decision_on")?,
                staff: row.get("staff")?,
                staff_female: row.get("staff_female")?,
                teachers: row.get("teachers")?,
                counselors: row.get("counselors")?,
                counselors_qualified: row.get("counselors_qualified")?,
                report_number: row.get("report_number")?,
                report_on: row.get("report_on")?,
                report_due_on: row.get("report_due_on")?,
                recipients: recipients.lines().map(str::to_owned).collect(),
                signer_name: row.get("signer_name")?,
                signer_title: row.get("signer_title")?,
                preparer_name: row.get("preparer_name")?,
            })
        },
    )?;
    Ok(profile.unwrap_or_default())
}

/// Writes the profile of a year.
pub fn update_profile(w: &Writing<'_>, year: &str, profile: &Profile) -> Result<()> {
    w.run(
        "INSERT INTO profile (year, plan_number, plan_on, plan_is_in_school_plan,
                              is_key_task, has_programme, programme,
                              person_in_charge, decision_number, decision_on, staff,
                              staff_female, teachers, counselors, counselors_qualified,
                              report_number, report_on, report_due_on, recipients, signer_name,
                              signer_title, preparer_name, changed_at, changed_on)
         VALUES (:year, :plan_number, :plan_on, :plan_is_in_school_plan,
                 :is_key_task, :has_programme, :programme,
                 :person_in_charge, :decision_number, :decision_on, :staff,
                 :staff_female, :teachers, :counselors, :counselors_qualified,
                 :report_number, :report_on, :report_due_on, :recipients, :signer_name,
                 :signer_title, :preparer_name, :now, :device)
         ON CONFLICT (year) DO UPDATE SET
             plan_number = excluded.plan_number, plan_on = excluded.plan_on,
             plan_is_in_school_plan = excluded.plan_is_in_school_plan,
             is_key_task = excluded.is_key_task, has_programme = excluded.has_programme,
             programme = excluded.programme,
             person_in_charge = excluded.person_in_charge,
             decision_number = excluded.decision_number, decision_on = excluded.decision_on,
             staff = excluded.staff, staff_female = excluded.staff_female,
             teachers = excluded.teachers, counselors = excluded.counselors,
             counselors_qualified = excluded.counselors_qualified,
             report_number = excluded.report_number, report_on = excluded.report_on,
             report_due_on = excluded.report_due_on, recipients = excluded.recipients,
             signer_name = excluded.signer_name, signer_title = excluded.signer_title,
             preparer_name = excluded.preparer_name,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":year": year, ":plan_number": profile.plan_number, ":plan_on": profile.plan_on,
            ":plan_is_in_school_plan": profile.plan_is_in_school_plan,
            ":is_key_task": profile.is_key_task, ":has_programme": profile.has_programme,
            ":programme": profile.programme,
            ":person_in_charge": profile.person_in_charge,
            ":decision_number": profile.decision_number, ":decision_on": profile.decision_on,
            ":staff": profile.staff, ":staff_female": profile.staff_female,
            ":teachers": profile.teachers, ":counselors": profile.counselors,
            ":counselors_qualified": profile.counselors_qualified,
            ":report_number": profile.report_number, ":report_on": profile.report_on,
            ":report_due_on": profile.report_due_on,
            ":recipients": profile.recipients.join("\n"),
            ":signer_name": profile.signer_name, ":signer_title": profile.signer_title,
            ":preparer_name": profile.preparer_name,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// The narrative of a year, if anything was typed.
pub fn narrative(r: &Reading<'_>, year: &str) -> Result<Option<Narrative>> {
    r.row(
        "SELECT situation, strengths, weaknesses, causes, proposals, directions
         FROM narrative WHERE year = :year",
        named_params! { ":year": year },
        |row| {
            Ok(Narrative {
                situation: row.get("situation")?,
                strengths: row.get("strengths")?,
                weaknesses: row.get("weaknesses")?,
                causes: row.get("causes")?,
                proposals: row.get("proposals")?,
                directions: row.get("directions")?,
            })
        },
    )
}

/// Writes the narrative of a year.
pub fn update_narrative(w: &Writing<'_>, year: &str, narrative: &Narrative) -> Result<()> {
    w.run(
        "INSERT INTO narrative (year, situation, strengths, weaknesses, causes, proposals,
                                directions, changed_at, changed_on)
         VALUES (:year, :situation, :strengths, :weaknesses, :causes, :proposals,
                 :directions, :now, :device)
         ON CONFLICT (year) DO UPDATE SET
             situation = excluded.situation, strengths = excluded.strengths,
             weaknesses = excluded.weaknesses, causes = excluded.causes,
             proposals = excluded.proposals, directions = excluded.directions,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":year": year, ":situation": narrative.situation, ":strengths": narrative.strengths,
            ":weaknesses": narrative.weaknesses, ":causes": narrative.causes,
            ":proposals": narrative.proposals, ":directions": narrative.directions,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// The rule sets that a year is judged by.
pub fn rule_sets(r: &Reading<'_>, year: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT rule_set FROM rule_set_use WHERE year = :year ORDER BY rule_set",
        named_params! { ":year": year },
        |row| row.get(0),
    )
}

/// From here on no rule set is in use for the year, until one is chosen.
pub fn forget_rule_sets(w: &Writing<'_>, year: &str) -> Result<()> {
    w.run(
        "DELETE FROM rule_set_use WHERE year = :year",
        named_params! { ":year": year },
    )?;
    Ok(())
}

/// Adds a rule set to a year.
pub fn use_rule_set(w: &Writing<'_>, year: &str, rule_set: &str) -> Result<()> {
    w.run(
        "INSERT OR IGNORE INTO rule_set_use (year, rule_set) VALUES (:year, :rule_set)",
        named_params! { ":year": year, ":rule_set": rule_set },
    )?;
    Ok(())
}
