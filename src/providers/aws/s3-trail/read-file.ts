import { Readable } from "node:stream";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { CloudError } from "../../../core/identity-center.ts";
import { call, present } from "../call.ts";
import type { Bucket, TrailFile } from "./list-files.ts";
import type { SessionMarks } from "./session-marks.ts";
import { unpackFile } from "./unpack-file.ts";

/** Longer ones are unpacked while they arrive. */
const wholeAtMost = 1024 * 1024;

/** Tells of files that could not be understood. */
export type OnUnreadable = (key: string, problem: unknown) => void;

const bodyOf = async (bucket: Bucket, { key, size }: TrailFile): Promise<Uint8Array | Readable> => {
  const operation = "GetObject";
  const query = "x-id=GetObject";
  const quickly = size > wholeAtMost ? undefined : await bucket.askQuickly?.({ key, query, mostBytes: wholeAtMost });
  if (quickly) return quickly;
  const command = new GetObjectCommand({ Bucket: bucket.name, Key: key });
  return call(operation, async () => {
    const { Body, ContentLength = size } = await bucket.client.send(command, { abortSignal: bucket.signal });
    const body = present(Body, operation, "the file");
    return ContentLength > wholeAtMost && body instanceof Readable ? body : body.transformToByteArray();
  });
};

/**
 * The records of one file. One that is broken, or was deleted meanwhile, is told of and counts as one unreadable record: it is no
 * reason to lose the others. What keeps every file from being read ends the reading.
 */
export const readFile = async (
  file: TrailFile,
  facts: { bucket: Bucket; marks: SessionMarks; onUnreadable: OnUnreadable },
): Promise<unknown[]> => {
  const { bucket, marks, onUnreadable } = facts;
  try {
    return await unpackFile(await bodyOf(bucket, file), marks);
  } catch (problem) {
    bucket.signal.throwIfAborted();
    if (problem instanceof CloudError && problem.problem !== "not-found") throw problem;
    onUnreadable(file.key, problem);
    return [{ unreadable: file.key }];
  }
};
