import type { StartQueryExecutionInput, StartQueryExecutionOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../aws/aws-error.ts";
import { athenaOperation, invalidRequest } from "./define-operation.ts";
import type { AthenaParts } from "./parts.ts";
import { runStatement } from "./run-statement.ts";

/** The default quota differs by Region; this is the smallest. */
const mostUnderWay = 20;

const text = { type: "string", min: 1 } as const;

export const startQueryExecution = ({ queries, catalog, objects }: AthenaParts) =>
  athenaOperation<StartQueryExecutionInput, StartQueryExecutionOutput>({
    name: "StartQueryExecution",
    rules: {
      QueryString: { required: true, type: "string", min: 1, max: 262_144 },
      ClientRequestToken: { type: "string", min: 32, max: 128 },
      QueryExecutionContext: { type: "structure" },
      ResultConfiguration: { type: "structure" },
      WorkGroup: { ...text, pattern: /^[a-zA-Z0-9._-]{1,128}$/ },
      ExecutionParameters: { type: "list", min: 1 },
      ResultReuseConfiguration: { type: "structure" },
      EngineConfiguration: { type: "structure" },
    },
    answer({ now, failLateWith }, input) {
      if ((input.WorkGroup ?? "primary") !== "primary")
        throw invalidRequest(`WorkGroup ${input.WorkGroup} is not found.`);
      if (!input.ResultConfiguration?.OutputLocation)
        throw invalidRequest(
          "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.",
        );
      if (queries.underWay(now) >= mostUnderWay)
        throw new AwsError(
          "TooManyRequestsException",
          "You have exceeded the limit for the number of queries you can run concurrently.",
          {
            Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED",
          },
        );
      const statement = input.QueryString;
      const parameters = input.ExecutionParameters ?? [];
      const database = input.QueryExecutionContext?.Database ?? "default";
      const run = () => runStatement({ statement, parameters, database, now, objects, catalog });
      return { QueryExecutionId: queries.start({ statement, now, run, failLateWith }).id };
    },
  });
