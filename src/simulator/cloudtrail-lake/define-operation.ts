import { AwsError } from "../aws/aws-error.ts";
import { operationOf } from "../aws/operation.ts";
import type { LateQueries, LateQuery } from "../trail-query/late-queries.ts";
import type { LakeRow } from "./run-statement.ts";

export const invalidParameter = (message: string) => new AwsError("InvalidParameterException", message);

export const lakeOperation = operationOf((violations) =>
  invalidParameter(violations.map((violation) => violation.message).join("; ")),
);

export const getQuery = (queries: LateQueries<LakeRow>, id: string): LateQuery<LakeRow> => {
  const query = queries.find(id);
  if (!query) throw new AwsError("QueryIdNotFoundException", `Query ID ${id} is not found.`);
  return query;
};

export const queryId = { required: true, type: "string", min: 36, max: 36, pattern: /^[a-f0-9-]+$/ } as const;

export const ownerAccountId = { type: "string", min: 12, max: 16, pattern: /^\d+$/ } as const;

export const store = { type: "string", min: 3, max: 256 } as const;
