import type { ListRootsRequest, ListRootsResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { maxResults, nextToken } from "./input-rules.ts";
import { pageOfRows } from "./known-things.ts";
import { presentRoot } from "./present.ts";

export const listRoots = organizationsOperation<ListRootsRequest, ListRootsResponse>({
  name: "ListRoots",
  rules: { NextToken: nextToken, MaxResults: maxResults },
  answer({ world }, input) {
    const page = pageOfRows(world, {
      operation: "ListRoots",
      asked: [],
      rows: [presentRoot(world)],
      keyOf: (row) => row.Id ?? "",
      input,
    });
    return { Roots: page.rows, NextToken: page.nextToken };
  },
});
