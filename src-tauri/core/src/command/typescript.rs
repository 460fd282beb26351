//! Gathers the types of all commands as TypeScript, for `ui/src/lib/ipc/commands.gen.ts`.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// Declarations by name, and the commands in their order.
#[derive(Default)]
pub struct Declarations {
    types: BTreeMap<String, String>,
    commands: Vec<String>,
}

impl Declarations {
    /// Adds a command with every type that its request and answer name.
    pub fn command<Q: TS + 'static, A: TS + 'static>(&mut self, name: &str) {
        self.visit::<Q>();
        self.visit::<A>();
        let config = config();
        self.commands.push(format!(
            "  {name}: [{}, {}];",
            Q::name(&config),
            A::name(&config)
        ));
    }

    /// Adds a type that no command names: what a refusal answers.
    pub fn also<T: TS + 'static>(&mut self) {
        self.visit::<T>();
    }

    /// The whole file.
    pub fn into_text(self) -> String {
        let types: Vec<String> = self
            .types
            .into_values()
            .map(|declared| format!("export {declared}\n"))
            .collect();
        format!(
            "// Generated from the list of commands in src-tauri/core; never edited by hand.\n\
             // `cargo run -p huong-nghiep-cli -- types > ui/src/lib/ipc/commands.gen.ts`\n\n\
             {}\n\
             /** Every command: its request and its answer. */\n\
             export interface Commands {{\n{}\n}}\n",
            types.join("\n"),
            self.commands.join("\n")
        )
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = config();
        // Our own types have a place to be exported to; built-in ones have none.
        if T::output_path().is_some() {
            let name = T::ident(&config);
            if self.types.contains_key(&name) {
                // Declared once, but each use may carry another type: `Done<RosterDone>`.
                T::visit_generics(self);
                return;
            }
            self.types.insert(name, T::decl(&config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn config() -> Config {
    // JSON carries plain numbers: money in đồng stays far below 2^53.
    Config::new().with_large_int("number")
}
