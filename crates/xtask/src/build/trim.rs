//! Takes out of the linked program what a page never runs, before wasm-bindgen reads it:
//!
//! * **The words of panics.** The app shows no panic message: a panic ends in a trap
//!   either way. So every call that can only end in a panic becomes the trap itself, and
//!   with it go the messages, the places in the source and the formatting machinery.
//! * **The exports of `wasm-streams`.** Leptos' server functions bring it along; nothing
//!   here streams, but exports are kept by every later step.
//!
//! What nothing refers to any more is then found the way a linker finds it: by the
//! relocations that `--emit-relocs` leaves in the file, so nothing is guessed from
//! numbers that look like addresses. See `docs/decisions/0007-trimmed-wasm.md`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use walrus::ir::{Instr, InstrSeqId, Unreachable};
use walrus::{
    ElementItems, ExportItem, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module,
    ModuleConfig, RawCustomSection,
};
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

/// What the linker has to leave in the file for [`trim`].
pub const LINK_ARG: &str = "--emit-relocs";

/// Parts of the (mangled) names of functions that only ever end in a panic or an abort.
/// What merely calls one of them first is found by [`ends_in`]. A name that a later
/// standard library no longer has costs some bytes and nothing else.
const PANICS: [&str; 9] = [
    "9panicking",
    "17rust_begin_unwind",
    "10rust_panic",
    "13unwrap_failed",
    "13expect_failed",
    "16slice_error_fail",
    "19slice_error_fail_rt",
    "16slice_index_fail",
    "18handle_alloc_error",
];

/// What the wasm-bindgen records of `wasm-streams` have in their names.
const STREAMS: &str = "IntoUnderlying";

/// Reads a linked module and trims it.
pub fn trim(wasm: &[u8]) -> Result<Module> {
    let relocations = Relocations::read(wasm).context("cannot read the relocations")?;
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)
        .context("cannot read the linked wasm")?;
    // Functions stand in the order of their indices, which the relocations speak of.
    let functions: Vec<FunctionId> = module.funcs.iter().map(|f| f.id()).collect();
    let before = places(&module);
    for name in ["linking", "reloc.CODE", "reloc.DATA"] {
        module.customs.remove_raw(name);
    }
    forget_streams(&mut module)?;
    cut_panics(&mut module);
    sweep(&mut module, &functions, &before, &relocations)?;
    Ok(module)
}

/// Takes the exports of `wasm-streams` away, and its records in wasm-bindgen's section:
/// pairs of a version and a program, each behind its length.
fn forget_streams(module: &mut Module) -> Result<()> {
    const SECTION: &str = "__wasm_bindgen_unstable";
    let section = module
        .customs
        .remove_raw(SECTION)
        .context("the linked wasm has no wasm-bindgen section")?;
    let mut kept = Vec::new();
    let mut rest = section.data.as_slice();
    while !rest.is_empty() {
        let (version, after) = piece(rest)?;
        let (program, next) = piece(after)?;
        let ours = !contains(program, STREAMS.as_bytes());
        if ours {
            let length = version.len() + program.len();
            kept.extend_from_slice(&rest[..length]);
        }
        rest = next;
    }
    module.customs.add(RawCustomSection {
        name: SECTION.to_owned(),
        data: kept,
    });
    let small = STREAMS.to_ascii_lowercase();
    let unwanted: Vec<_> = module
        .exports
        .iter()
        .filter(|export| export.name.to_ascii_lowercase().contains(&small))
        .map(|export| export.id())
        .collect();
    for export in unwanted {
        module.exports.delete(export);
    }
    Ok(())
}

/// A piece with its length before it, and what follows.
fn piece(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let length = bytes
        .first_chunk()
        .map(|length| u32::from_le_bytes(*length) as usize + 4);
    length
        .and_then(|length| bytes.split_at_checked(length))
        .context("the wasm-bindgen section is cut short")
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Puts a trap in the place of every call that can only end in a panic.
fn cut_panics(module: &mut Module) {
    let mut never: HashSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|f| matches!(f.kind, FunctionKind::Local(_)))
        .filter(|f| {
            let name = f.name.as_deref().unwrap_or_default();
            PANICS.iter().any(|part| name.contains(part))
        })
        .map(|f| f.id())
        .filter(|id| returns_nothing(module, *id))
        .collect();
    loop {
        let more: Vec<FunctionId> = module
            .funcs
            .iter_local()
            .filter(|(id, function)| {
                !never.contains(id)
                    && ends_in(function, function.entry_block(), &never) == End::Trap
            })
            .map(|(id, _)| id)
            .collect();
        if more.is_empty() {
            break;
        }
        never.extend(more);
    }
    for (id, function) in module.funcs.iter_local_mut() {
        let mut open = vec![function.entry_block()];
        if never.contains(&id) {
            trap(function, open[0], 0);
        }
        while let Some(block) = open.pop() {
            let instrs = &function.block(block).instrs;
            let end = instrs.iter().position(|(instr, _)| match instr {
                Instr::Call(call) => never.contains(&call.func),
                Instr::Unreachable(_) => true,
                _ => false,
            });
            if let Some(end) = end {
                // What is worked out and written just before a trap is seen by nobody.
                let plain = instrs[..end].iter().rev().take_while(|(i, _)| is_plain(i));
                let start = end - plain.count();
                trap(function, block, start);
            }
            for (instr, _) in &function.block(block).instrs {
                match instr {
                    Instr::Block(inner) => open.push(inner.seq),
                    Instr::Loop(inner) => open.push(inner.seq),
                    Instr::IfElse(inner) => open.extend([inner.consequent, inner.alternative]),
                    _ => {}
                }
            }
        }
    }
}

/// Some panicking functions have helpers that return, such as formatting: only those of
/// a name that also have nothing to give back can be the panic itself.
fn returns_nothing(module: &Module, id: FunctionId) -> bool {
    let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
        return false;
    };
    let ends = function.block(function.entry_block()).instrs.last();
    let traps = ends.is_some_and(|(last, _)| matches!(last, Instr::Unreachable(_)));
    traps && module.types.get(function.ty()).results().is_empty()
}

/// Ends a block with a trap from an instruction on.
fn trap(function: &mut LocalFunction, block: InstrSeqId, from: usize) {
    let instrs = &mut function.block_mut(block).instrs;
    instrs.truncate(from);
    instrs.push((Instr::Unreachable(Unreachable {}), Default::default()));
}

fn is_plain(instr: &Instr) -> bool {
    matches!(
        instr,
        Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Const(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::Drop(_)
    )
}

/// How a piece of code ends, as far as can be told without calling anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// In a trap, whatever way it takes.
    Trap,
    /// It may go on after its last instruction, and nowhere else.
    GoesOn,
    /// Anything else: it returns, jumps, or calls something first.
    Unknown,
}

fn ends_in(function: &LocalFunction, block: InstrSeqId, never: &HashSet<FunctionId>) -> End {
    // A way out of the block, round the trap at its end.
    let mut leaves = false;
    for (instr, _) in &function.block(block).instrs {
        let end = match instr {
            Instr::Unreachable(_) => End::Trap,
            Instr::Call(call) if never.contains(&call.func) => End::Trap,
            Instr::BrIf(jump) if jump.block == block => {
                leaves = true;
                continue;
            }
            Instr::Br(jump) if jump.block == block => return End::GoesOn,
            Instr::Block(inner) => ends_in(function, inner.seq, never),
            Instr::IfElse(inner) => {
                let ways = [inner.consequent, inner.alternative];
                match ways.map(|way| ends_in(function, way, never)) {
                    [End::Trap, End::Trap] => End::Trap,
                    [End::Unknown, _] | [_, End::Unknown] => End::Unknown,
                    _ => End::GoesOn,
                }
            }
            plain if is_plain(plain) => End::GoesOn,
            _ => End::Unknown,
        };
        match end {
            End::GoesOn => {}
            End::Trap if leaves => return End::GoesOn,
            End::Trap | End::Unknown => return end,
        }
    }
    End::GoesOn
}

/// Where the instructions of each function stand in the file.
fn places(module: &Module) -> BTreeMap<u32, FunctionId> {
    let mut all = BTreeMap::new();
    for (id, function) in module.funcs.iter_local() {
        for place in places_in(function) {
            all.insert(place, id);
        }
    }
    all
}

fn places_in(function: &LocalFunction) -> Vec<u32> {
    let mut all = Vec::new();
    let mut open = vec![function.entry_block()];
    while let Some(block) = open.pop() {
        for (instr, place) in &function.block(block).instrs {
            if !place.is_default() {
                all.push(place.data());
            }
            match instr {
                Instr::Block(inner) => open.push(inner.seq),
                Instr::Loop(inner) => open.push(inner.seq),
                Instr::IfElse(inner) => open.extend([inner.consequent, inner.alternative]),
                _ => {}
            }
        }
    }
    all
}

/// Empties the data and the table places that nothing refers to any more. Functions go
/// by themselves: wasm-bindgen drops those that no export, table or function needs.
fn sweep(
    module: &mut Module,
    functions: &[FunctionId],
    before: &BTreeMap<u32, FunctionId>,
    relocations: &Relocations,
) -> Result<()> {
    // Relocations of each instruction, by where the instruction stands.
    let mut of_instruction: HashMap<u32, Vec<Target>> = HashMap::new();
    for (place, target) in &relocations.code {
        let (instruction, _) = before
            .range(..=*place)
            .next_back()
            .context("a relocation before all code")?;
        of_instruction
            .entry(*instruction)
            .or_default()
            .push(*target);
    }

    let mut live = Live::default();
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            live.function(id);
        }
    }
    live.functions.extend(module.start);
    live.open.extend(module.start);
    loop {
        if let Some(id) = live.open.pop() {
            let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
                continue;
            };
            for place in places_in(function) {
                for target in of_instruction.get(&place).into_iter().flatten() {
                    live.target(*target, functions)?;
                }
            }
        } else if let Some(symbol) = live.open_data.pop() {
            for (place, target) in &relocations.data {
                if symbol.holds(*place) {
                    live.target(*target, functions)?;
                }
            }
        } else {
            break;
        }
    }

    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for (number, id) in segments.into_iter().enumerate() {
        let data = module.data.get_mut(id);
        let mut keep = vec![true; data.value.len()];
        for symbol in relocations.symbols.iter().filter(|s| s.segment == number) {
            keep[symbol.range()].fill(live.data.contains(symbol));
        }
        // A byte that two symbols share stays if one of them does.
        for symbol in live.data.iter().filter(|s| s.segment == number) {
            keep[symbol.range()].fill(true);
        }
        for (byte, _) in data.value.iter_mut().zip(keep).filter(|(_, keep)| !keep) {
            *byte = 0;
        }
    }

    let mut never = FunctionBuilder::new(&mut module.types, &[], &[]);
    never.func_body().unreachable();
    let never = never.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(ids) = &mut element.items {
            for id in ids {
                if !live.in_table.contains(id) {
                    *id = never;
                }
            }
        }
    }
    Ok(())
}

/// What is needed, and of it what was not looked into yet.
#[derive(Default)]
struct Live {
    functions: HashSet<FunctionId>,
    in_table: HashSet<FunctionId>,
    data: BTreeSet<Symbol>,
    open: Vec<FunctionId>,
    open_data: Vec<Symbol>,
}

impl Live {
    fn function(&mut self, id: FunctionId) {
        if self.functions.insert(id) {
            self.open.push(id);
        }
    }

    fn target(&mut self, target: Target, functions: &[FunctionId]) -> Result<()> {
        match target {
            Target::Function { index, in_table } => {
                let id = functions.get(index as usize);
                let id = *id.context("a relocation to no function")?;
                self.function(id);
                if in_table {
                    self.in_table.insert(id);
                }
            }
            Target::Data(symbol) => {
                if self.data.insert(symbol) {
                    self.open_data.push(symbol);
                }
            }
        }
        Ok(())
    }
}

/// A named stretch of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Symbol {
    segment: usize,
    start: usize,
    size: usize,
}

impl Symbol {
    fn range(self) -> Range<usize> {
        self.start..self.start + self.size
    }

    fn holds(self, (segment, offset): (usize, usize)) -> bool {
        self.segment == segment && self.range().contains(&offset)
    }
}

/// What a relocation refers to.
#[derive(Clone, Copy)]
enum Target {
    /// A function, called or put into the table.
    Function {
        index: u32,
        in_table: bool,
    },
    Data(Symbol),
}

/// What refers to what, as the linker saw it.
struct Relocations {
    symbols: Vec<Symbol>,
    /// By place in the file.
    code: Vec<(u32, Target)>,
    /// By segment and place in it.
    data: Vec<((usize, usize), Target)>,
}

impl Relocations {
    fn read(wasm: &[u8]) -> Result<Relocations> {
        let (mut code_start, mut data_start) = (0, 0);
        let (mut code_section, mut data_section) = (0, 0);
        let mut segments: Vec<Range<usize>> = Vec::new();
        let mut targets: Vec<Option<Target>> = Vec::new();
        let mut found = Relocations {
            symbols: Vec::new(),
            code: Vec::new(),
            data: Vec::new(),
        };
        let mut section = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::CodeSectionStart { range, .. } => {
                    (code_start, code_section) = (range.start, section);
                }
                Payload::DataSection(data) => {
                    (data_start, data_section) = (data.range().start, section);
                    for data in data.clone() {
                        let data = data?;
                        segments.push(data.range.end - data.data.len()..data.range.end);
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            let Linking::SymbolTable(symbols) = part? else {
                                continue;
                            };
                            for symbol in symbols {
                                targets.push(found.target(symbol?, &segments)?);
                            }
                        }
                    }
                    KnownCustom::Reloc(relocs) => {
                        let of = relocs.section_index();
                        for entry in relocs.entries() {
                            let entry = entry?;
                            if entry.ty == RelocationType::TypeIndexLeb {
                                continue;
                            }
                            let target = targets.get(entry.index as usize);
                            let target = match *target.context("a relocation to no symbol")? {
                                Some(Target::Function { index, .. }) => Target::Function {
                                    index,
                                    in_table: entry.ty != RelocationType::FunctionIndexLeb,
                                },
                                Some(data) => data,
                                None => continue,
                            };
                            let offset = entry.offset as usize;
                            if of == code_section {
                                found.code.push(((code_start + offset) as u32, target));
                            } else if of == data_section {
                                let place = data_start + offset;
                                let segment = segments.iter().position(|s| s.contains(&place));
                                let segment = segment.context("a relocation between data")?;
                                let offset = place - segments[segment].start;
                                found.data.push(((segment, offset), target));
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            // Everything but the header, single functions and the end is a section.
            if payload.as_section().is_some() {
                section += 1;
            }
        }
        if found.code.is_empty() || found.data.is_empty() {
            bail!("there are none; link with {LINK_ARG}");
        }
        Ok(found)
    }

    fn target(&mut self, symbol: SymbolInfo, segments: &[Range<usize>]) -> Result<Option<Target>> {
        Ok(match symbol {
            SymbolInfo::Func { index, .. } => Some(Target::Function {
                index,
                in_table: false,
            }),
            SymbolInfo::Data {
                symbol: Some(data), ..
            } => {
                let symbol = Symbol {
                    segment: data.index as usize,
                    start: data.offset as usize,
                    size: data.size as usize,
                };
                let fits = segments
                    .get(symbol.segment)
                    .is_some_and(|s| symbol.range().end <= s.len());
                // Marks of the linker, such as the end of the heap, are of no size.
                if symbol.size == 0 {
                    return Ok(None);
                }
                if !fits {
                    bail!("a symbol reaches out of its data");
                }
                self.symbols.push(symbol);
                Some(Target::Data(symbol))
            }
            _ => None,
        })
    }
}
