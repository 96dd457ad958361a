import { readFileSync } from "node:fs";
import { usageProblem } from "./problem.ts";
import type { Surroundings } from "./surroundings.ts";

/** The JSON object in a file, or on stdin where the file is `-`. Stint says what is wrong in it; here it is only read. */
export const readJsonFile = async (s: Pick<Surroundings, "readInput">, file: string): Promise<object> => {
  const text = file === "-" ? await s.readInput() : readText(file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (problem) {
    throw usageProblem(`${file} is not JSON: ${problem instanceof Error ? problem.message : problem}.`);
  }
  throw usageProblem(`${file} does not hold a JSON object.`);
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (problem) {
    const code = (problem as NodeJS.ErrnoException).code;
    throw usageProblem(`${file} cannot be read${code === "ENOENT" ? ": there is no such file" : ` (${code})`}.`);
  }
};
