import { decodeText, decodeWords, quotedPrintable } from "./mime-words.ts";

export type MimeMessage = {
  from: string;
  to: string[];
  cc: string[];
  replyTo: string[];
  subject: string;
  text?: string;
  html?: string;
};

type Part = { header(name: string): string; body: string };

/** The addresses, subject and readable bodies of a MIME message; attachments are left out. */
export const readMimeMessage = (data: Buffer): MimeMessage => {
  const part = readPart(data.toString("latin1"));
  const addresses = (name: string) => splitAddresses(decodeWords(part.header(name)));
  return {
    from: decodeWords(part.header("from")),
    to: addresses("to"),
    cc: addresses("cc"),
    replyTo: addresses("reply-to"),
    subject: decodeWords(part.header("subject")),
    ...bodiesOf(part),
  };
};

// Bytes are carried as latin1 text until a part's own character set is known.
const readPart = (source: string): Part => {
  const gap = /\r?\n\r?\n/.exec(source);
  const head = gap === null ? source : source.slice(0, gap.index);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return {
    header: (name) =>
      lines
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? "",
    body: gap === null ? "" : source.slice(gap.index + gap[0].length),
  };
};

const bodiesOf = (part: Part): { text?: string; html?: string } => {
  const type = part.header("content-type") || "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary !== undefined)
    return firstOfEach(partsBetween(part.body, boundary).map(bodiesOf));
  if (/^attachment/i.test(part.header("content-disposition"))) return {};
  if (/^text\/html/i.test(type)) return { html: contentOf(part, type) };
  return /^text\/plain/i.test(type) ? { text: contentOf(part, type) } : {};
};

const partsBetween = (body: string, boundary: string): Part[] => {
  const [, ...rest] = `\n${body}`.split(`\n--${boundary}`);
  return rest
    .filter((piece) => !piece.startsWith("--"))
    .map((piece) => readPart(piece.replace(/^[^\n]*\n/, "").replace(/\r$/, "")));
};

const firstOfEach = (found: { text?: string; html?: string }[]): { text?: string; html?: string } =>
  Object.assign({}, ...found.reverse());

const contentOf = (part: Part, type: string): string => {
  const bytes = bytesOf(part);
  const charset = /charset="?([^";\s]+)"?/i.exec(type)?.[1] ?? "utf-8";
  return decodeText(bytes, charset) ?? bytes.toString("utf8");
};

const bytesOf = ({ header, body }: Part): Buffer => {
  const encoding = header("content-transfer-encoding").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  return encoding === "quoted-printable" ? quotedPrintable(body) : Buffer.from(body, "latin1");
};

// A comma inside a quoted name does not end an address.
const splitAddresses = (value: string): string[] =>
  (value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).map((one) => one.trim()).filter((one) => one !== "");
