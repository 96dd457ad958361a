import type { QueryOperation } from "../aws/query-service.ts";
import { madeHex } from "../made-id.ts";

/** The users an account still has besides those of Identity Center. */
const userNames = ["break-glass", "ci-deploy"];

/** IAM ListUsers: few enough for one page. */
export const listUsers: QueryOperation = {
  name: "ListUsers",
  readOnly: true,
  parameters: ["MaxItems", "PathPrefix"],
  resources: ({ accountId }) => [`arn:aws:iam::${accountId}:user/`],
  answer: ({ world, caller: { accountId } }) => ({
    Users: {
      member: userNames.map((name) => ({
        Path: "/",
        UserName: name,
        UserId: `AIDA${madeHex(17, world.ids.seed, "iam-user", accountId, name).toUpperCase()}`,
        Arn: `arn:aws:iam::${accountId}:user/${name}`,
        CreateDate: `${world.ids.createdAt.slice(0, 19)}Z`,
      })),
    },
    IsTruncated: false,
  }),
};
