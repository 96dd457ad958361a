import { parseArgs } from "node:util";
import { athenaTableDdl } from "../providers/aws/trail-query/athena-table.ts";
import { ConfigurationProblem, readAthenaTableConfig } from "./config.ts";

const howToSay =
  "Say: stint activity athena-ddl --organisation o-… (or --single-account, for the trail of one account)";

const whatItTakes = `${howToSay}. The id is what \`aws organizations describe-organization --query Organization.Id\` answers.`;

const organisationIdOf = (values: { organisation?: string; "single-account": boolean }): string | null => {
  const { organisation } = values;
  if (organisation === undefined && values["single-account"]) return null;
  // The form of the Organizations API model.
  if (organisation !== undefined && !values["single-account"] && /^o-[a-z0-9]{10,32}$/.test(organisation))
    return organisation;
  throw new ConfigurationProblem([whatItTakes]);
};

/** `stint activity athena-ddl`: the statement that makes the table which Athena reads the trail by. It asks AWS nothing. */
export const athenaDdlOf = (rest: string[], environment?: Record<string, string | undefined>): string => {
  const { values, positionals } = parseArgs({
    args: rest,
    options: { organisation: { type: "string" }, "single-account": { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (positionals.join(" ") !== "athena-ddl") throw new ConfigurationProblem([howToSay]);
  const organisationId = organisationIdOf(values);
  const config = readAthenaTableConfig(environment);
  return athenaTableDdl({
    database: config.STINT_ATHENA_DATABASE,
    table: config.STINT_ATHENA_TABLE,
    bucket: config.STINT_TRAIL_BUCKET,
    prefix: config.STINT_TRAIL_PREFIX ?? "",
    organisationId,
    regions: config.STINT_ATHENA_REGIONS,
  });
};
