import { Readable } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import { toCloudError } from "../errors.ts";
import { anySession, hasMarks, type SessionMarks } from "./session-marks.ts";
import { splitRecords } from "./split-records.ts";

/** Files that unpack to no more are read at once, which is several times quicker; longer ones record by record. */
const readAtOnce = 4 * 1024 * 1024;

type Json = Record<string, unknown>;

/** What a call sent and was answered may hold secrets, and nobody here looks at it: it goes no further. */
const bare = (record: unknown): unknown => {
  if (typeof record !== "object" || record === null) return record;
  const { requestParameters: _sent, responseElements: _answered, additionalEventData: _more, ...rest } = record as Json;
  return rest;
};

/** More than Node hands out of memory that buffers share. */
const leastRoom = 2 * Buffer.poolSize;

/** What a gzip file says it unpacks to (RFC 1952, ISIZE): with that much room it is unpacked in one piece. Believed no further than that. */
const roomFor = (packed: Uint8Array): number => {
  if (packed.length < 18) return leastRoom;
  const said = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).readUInt32LE(packed.length - 4);
  return Math.min(Math.max(said + 1, leastRoom), readAtOnce);
};

const unpackAtOnce = (packed: Uint8Array): Buffer<ArrayBuffer> | undefined => {
  try {
    return gunzipSync(packed, { maxOutputLength: readAtOnce, chunkSize: roomFor(packed) });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw problem;
  }
};

/** Frees its memory at once: hundreds of megabytes of such buffers would otherwise wait for the collector. */
const giveBack = ({ buffer }: Buffer<ArrayBuffer>): void => {
  if (buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
};

const hasRole = (record: unknown, { role }: SessionMarks): boolean =>
  JSON.stringify((record as Json | null)?.userIdentity)?.includes(role.toString()) ?? false;

const recordsOf = (unpacked: Buffer, marks: SessionMarks): unknown[] => {
  if (!hasMarks(unpacked, marks)) return [];
  const { Records } = JSON.parse(unpacked.toString("utf8")) as Json;
  if (!Array.isArray(Records)) throw new Error("There are no records in the file.");
  return Records.map(bare).filter((record) => hasRole(record, marks));
};

const parsed = (bytes: Buffer | undefined): unknown => {
  if (bytes === undefined) return { unreadable: "too long" };
  try {
    return bare(JSON.parse(bytes.toString("utf8")));
  } catch {
    return { unreadable: "not JSON" };
  }
};

const recordsStreamed = async (packed: Readable, marks: SessionMarks): Promise<unknown[]> => {
  const records: unknown[] = [];
  const unpacking = packed.pipe(createGunzip({ chunkSize: 256 * 1024, finishFlush: constants.Z_FINISH }));
  // A connection that breaks says nothing of the file: it is no broken file, and is read again.
  packed.once("error", (problem) => unpacking.destroy(toCloudError(problem, "GetObject")));
  for await (const bytes of splitRecords(unpacking)) {
    if (bytes === undefined || hasMarks(bytes, marks)) records.push(parsed(bytes));
  }
  return records;
};

/** The records of a trail file that sessions with these marks may have made; the memory it takes does not depend on its length. Throws when the file is broken. */
export const unpackFile = async (
  packed: Uint8Array | Readable,
  marks: SessionMarks = anySession,
): Promise<unknown[]> => {
  if (packed instanceof Readable) return recordsStreamed(packed, marks);
  const unpacked = unpackAtOnce(packed);
  if (!unpacked) return recordsStreamed(Readable.from([packed]), marks);
  try {
    return recordsOf(unpacked, marks);
  } finally {
    giveBack(unpacked);
  }
};
