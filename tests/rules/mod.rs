//! The register's rules, through commands, as people with roles.

mod accounts;
mod activities;
mod audit;
mod checks;
mod classes;
mod consents;
pub mod counsels;
mod documents;
mod duplicates;
mod find;
mod handovers;
mod issued;
mod lists;
mod log;
mod occupations;
mod outcomes;
mod overviews;
mod permissions;
mod records;
mod roster;
mod sheets;
mod students;
mod surveys;
mod tasks;
mod trips;
mod turns;
mod years;
