import { CloudError } from "../../core/identity-center.ts";
import { toCloudError } from "./errors.ts";

/** Makes one AWS call; what it throws is a `CloudError` that names the operation. */
export const call = async <Output>(operation: string, send: () => Promise<Output>): Promise<Output> => {
  try {
    return await send();
  } catch (error) {
    throw toCloudError(error, operation);
  }
};

/** Something AWS always sends, by its contract, and did not. Nothing can be concluded from such an answer. */
export const incomplete = (operation: string, missing: string): CloudError =>
  new CloudError({ problem: "unavailable", operation, message: `AWS answered without ${missing}.` });

/** The value, or the complaint that AWS left it out. */
export const present = <Value>(value: Value | undefined, operation: string, missing: string): Value => {
  if (value === undefined) throw incomplete(operation, missing);
  return value;
};
