//! Puts functions that look alike beside each other: brotli finds what it saw a short
//! while ago more cheaply than what it saw long ago. Nothing else changes.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Functions are alike by how many runs of so many bytes they share.
const RUN: usize = 4;

/// The same module with its functions in an order that compresses better.
pub fn arrange(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            _ => {}
        }
    }
    let order = order(wasm, &bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in order.iter().enumerate() {
        places[*function] = place as u32;
    }
    let mut module = Module::new();
    let mut arranger = Arranger { imported, places };
    arranger
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("cannot arrange the functions: {error}"))?;
    Ok(module.finish())
}

/// From the largest function on, always the one that is most like the last one.
fn order(wasm: &[u8], bodies: &[Range<usize>]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> = bodies
        .iter()
        .map(|body| wasm[body.clone()].windows(RUN).collect())
        .collect();
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            having.entry(run).or_default().push(function);
        }
    }
    let mut largest: Vec<usize> = (0..bodies.len()).collect();
    largest.sort_by_key(|function| (std::cmp::Reverse(bodies[*function].len()), *function));
    let mut left: BTreeSet<usize> = largest.iter().copied().collect();
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let mut shared = vec![0_usize; bodies.len()];
        for run in order.last().into_iter().flat_map(|last| &runs[*last]) {
            for function in &having[run] {
                shared[*function] += 1;
            }
        }
        // In whole numbers, so that every machine finds the same order.
        let likeness = |function: usize| shared[function] * 100_000 / (runs[function].len() + 8);
        let next = left
            .iter()
            .copied()
            .max_by_key(|function| (likeness(*function), std::cmp::Reverse(*function)))
            .filter(|function| likeness(*function) > 0)
            .or_else(|| largest.iter().copied().find(|f| left.contains(f)));
        if let Some(next) = next {
            left.remove(&next);
            order.push(next);
        }
    }
    order
}

/// Writes a module again, with other numbers for its functions.
struct Arranger {
    /// How many functions are imported: these keep their numbers.
    imported: u32,
    /// Where each own function comes to stand.
    places: Vec<u32>,
}

impl Arranger {
    fn sorted<T>(&self, items: Vec<T>) -> Vec<T> {
        let mut keyed: Vec<(u32, T)> = self.places.iter().copied().zip(items).collect();
        keyed.sort_by_key(|(place, _)| *place);
        keyed.into_iter().map(|(_, item)| item).collect()
    }
}

impl Reencode for Arranger {
    type Error = anyhow::Error;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        let Some(own) = index.checked_sub(self.imported) else {
            return Ok(index);
        };
        let place = self.places.get(own as usize);
        let place = place.context("a call to no function");
        Ok(self.imported + *place.map_err(Error::UserError)?)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for ty in self.sorted(types) {
            functions.function(ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for body in self.sorted(bodies) {
            utils::parse_function_body(self, code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection, ValType};

    /// Three functions that give their number; the last calls the first.
    #[test]
    fn calls_and_exports_follow_their_functions() -> Result<()> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut exports = ExportSection::new();
        for (number, name) in ["a", "b", "c"].into_iter().enumerate() {
            functions.function(0);
            let mut function = Function::new([]);
            for _ in 0..number * 9 {
                function.instruction(&Instruction::Nop);
            }
            if number == 2 {
                function.instruction(&Instruction::Call(0));
                function.instruction(&Instruction::Drop);
            }
            function.instruction(&Instruction::I32Const(number as i32));
            function.instruction(&Instruction::End);
            code.function(&function);
            exports.export(name, ExportKind::Func, number as u32);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions);
        module.section(&exports).section(&code);
        let wasm = arrange(&module.finish())?;
        wasmparser::validate(&wasm)?;

        let (mut exports, mut bodies) = (HashMap::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload? {
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        exports.insert(export.name, export.index);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader()?.into_iter();
                    bodies.push(operators.collect::<Result<Vec<_>, _>>()?);
                }
                _ => {}
            }
        }
        for (number, name) in ["a", "b", "c"].into_iter().enumerate() {
            let body = &bodies[exports[name] as usize];
            let gives = body.iter().rev().nth(1).context("a value")?;
            assert!(
                matches!(gives, wasmparser::Operator::I32Const { value } if *value == number as i32)
            );
        }
        assert!(bodies.iter().flatten().any(
            |o| matches!(o, wasmparser::Operator::Call { function_index } if *function_index == exports["a"])
        ));
        assert_eq!(exports["c"], 0, "the largest comes first");
        Ok(())
    }
}
