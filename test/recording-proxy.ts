import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a process and the simulated AWS, and notes which actions are asked for: `sso:ListInstances`. Stop it when done. */
export const startRecordingProxy = async (target: string) => {
  const actions = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, service] = /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    if (service && operation) actions.add(`${service}:${operation}`);
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      ["host", "connection", "content-length", "expect"].includes(name)
        ? []
        : [[name, String(value)] as [string, string]],
    );
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? "GET",
      headers,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    }).catch(() => undefined);
    if (!answer) return response.destroy();
    const type = answer.headers.get("content-type");
    const errorType = answer.headers.get("x-amzn-errortype");
    response.writeHead(answer.status, {
      ...(type ? { "content-type": type } : {}),
      ...(errorType ? { "x-amzn-errortype": errorType } : {}),
    });
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    actions: () => [...actions].sort(),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
