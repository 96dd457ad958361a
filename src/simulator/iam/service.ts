import { queryProtocol } from "../aws/query-protocol.ts";
import type { QueryService } from "../aws/query-service.ts";
import { throttledWith } from "../aws/service.ts";
import { listUsers } from "./list-users.ts";

export const iam: QueryService = {
  name: "iam",
  region: "us-east-1",
  operations: [listUsers],
  throttled: throttledWith("Throttling", "Rate exceeded"),
  ...queryProtocol("https://iam.amazonaws.com/doc/2010-05-08/"),
};
