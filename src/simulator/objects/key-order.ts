/**
 * S3 orders keys by their UTF-8 bytes, JavaScript orders strings by UTF-16 units. One character for each byte makes the
 * second order the first; most keys are ASCII and stay as they are.
 */
export const toOrder = (key: string): string => (isAscii(key) ? key : Buffer.from(key, "utf8").toString("latin1"));

export const fromOrder = (order: string): string =>
  isAscii(order) ? order : Buffer.from(order, "latin1").toString("utf8");

/** The first place behind everything that begins so; undefined when there is none. */
export const behindAll = (prefix: string): string | undefined =>
  prefix === "" ? undefined : prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
};
