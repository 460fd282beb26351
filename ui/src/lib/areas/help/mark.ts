// Reads the few marks that the help pages use: headings, paragraphs, lists, tables, notes, and in a
// line bold, italics, keys and links. Nothing of a page is ever taken as HTML.

export type Inline =
  | { kind: 'text' | 'bold' | 'italic' | 'key'; text: string }
  | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3; line: Inline[] }
  | { kind: 'paragraph'; line: Inline[] }
  | { kind: 'note'; line: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  | { kind: 'steps'; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

export interface Marked {
  title: string;
  blocks: Block[];
}

/** Reads a whole page; its first line is the title. */
export function read(source: string): Marked {
  const [first = '', ...rest] = source.replace(/\r\n/g, '\n').trim().split('\n');
  const parts = rest.join('\n').split(/\n\s*\n/);
  const blocks = parts.filter((part) => part.trim()).flatMap((part) => blocksOf(part.trim()));
  return { title: first.replace(/^#\s+/, ''), blocks };
}

/** Reads the marks of one line. */
export function inline(text: string): Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) });
    pieces.push(pieceOf(found));
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

/** Every piece of a page, for those who look for links or words. */
export function piecesOf(page: Marked): Inline[] {
  return page.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'list':
      case 'steps':
        return block.items.flat();
      case 'table':
        return [...block.head, ...block.rows.flat()].flat();
      default:
        return block.line;
    }
  });
}

const MARKS = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*([^*\s][^*]*)\*/g;

function pieceOf(found: RegExpMatchArray): Inline {
  const [, bold, key, label, to, italic] = found;
  if (bold !== undefined) return { kind: 'bold', text: bold };
  if (key !== undefined) return { kind: 'key', text: key };
  if (label !== undefined && to !== undefined) return { kind: 'link', text: label, to };
  return { kind: 'italic', text: italic ?? '' };
}

/** A heading may stand right over its text, so one part may hold two blocks. */
function blocksOf(part: string): Block[] {
  const heading = /^(##|###)\s+(.+)(?:\n([\s\S]+))?$/.exec(part);
  if (heading) {
    const [, marks = '##', words = '', rest] = heading;
    const level = marks === '##' ? 2 : 3;
    const head: Block = { kind: 'heading', level, line: inline(words.trim()) };
    return rest ? [head, ...blocksOf(rest.trim())] : [head];
  }
  const lines = part.split('\n');
  const all = (mark: RegExp) => lines.every((line) => mark.test(line));
  const without = (mark: RegExp) => lines.map((line) => inline(line.replace(mark, '')));
  if (all(/^- /)) return [{ kind: 'list', items: without(/^- /) }];
  if (all(/^\d+\. /)) return [{ kind: 'steps', items: without(/^\d+\. /) }];
  if (all(/^\|.*\|$/)) return [tableOf(lines)];
  if (all(/^> ?/)) return [{ kind: 'note', line: inline(joined(lines, /^> ?/)) }];
  return [{ kind: 'paragraph', line: inline(joined(lines, /^/)) }];
}

function tableOf(lines: string[]): Block {
  const cells = (line: string) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => inline(cell.trim()));
  const [head = '', , ...rows] = lines;
  return { kind: 'table', head: cells(head), rows: rows.map(cells) };
}

function joined(lines: string[], mark: RegExp): string {
  return lines.map((line) => line.replace(mark, '').trim()).join(' ');
}
