import type { ListRootsRequest, ListRootsResponse, Root } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken } from "./input-rules.ts";
import { pageOfRows } from "./known-things.ts";
import { rootArn } from "./present.ts";

export const listRoots = organizationsOperation<ListRootsRequest, ListRootsResponse>({
  name: "ListRoots",
  rules: { NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    const root: Root = {
      Id: world.ids.rootId,
      Arn: rootArn(world),
      Name: "Root",
      PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    };
    const page = pageOfRows(world, {
      operation: "ListRoots",
      asked: [],
      rows: [root],
      keyOf: (row) => row.Id ?? "",
      input,
    });
    return { Roots: page.rows, NextToken: page.nextToken };
  },
});
