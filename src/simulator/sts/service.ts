import { queryProtocol } from "../aws/query-protocol.ts";
import type { QueryService } from "../aws/query-service.ts";
import { throttledWith } from "../aws/service.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

export const sts: QueryService = {
  name: "sts",
  operations: [getCallerIdentity],
  throttled: throttledWith("Throttling", "Rate exceeded"),
  ...queryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"),
};
