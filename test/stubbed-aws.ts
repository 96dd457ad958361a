import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Asked = { operation: string; region: string; input: Record<string, unknown> };

/** An AWS that answers as a test says, JSON services and GetCallerIdentity; whatever it is not told to answer it denies. Stop it when done. */
export const startStubbedAws = async (facts: { accountId: string; answer(asked: Asked): object | undefined }) => {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const [, region = ""] = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    if (operation === undefined) {
      const arn = `arn:aws:sts::${facts.accountId}:assumed-role/stint/one`;
      const result = `<Account>${facts.accountId}</Account><Arn>${arn}</Arn><UserId>AROAX:one</UserId>`;
      response.writeHead(200, { "content-type": "text/xml" });
      return response.end(
        `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    }
    const answer = facts.answer({ operation, region, input: JSON.parse(body || "{}") });
    response.writeHead(answer ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    return response.end(JSON.stringify(answer ?? { __type: "AccessDeniedException", message: `no ${operation}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
