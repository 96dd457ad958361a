import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What a statement meets: done, said nothing to for ever, or refused with a code and words. */
type Fate = "done" | "silence" | { code: string; message: string };

const message = (type: string, body: string) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body, "latin1")]);
};
const ready = message("Z", "I");

/**
 * Speaks just enough of PostgreSQL's protocol (§55.7 of its manual) to let anybody in and to do to statements without parameters
 * what the script says. Connections count from 0, statements of each too.
 */
export const startScriptedPostgres = async (script: (at: { connection: number; statement: number }) => Fate) => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = sockets.push(socket) - 1;
    let statement = 0;
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", "\0\0\0\0"), ready]));
      socket.on("data", (chunk) => {
        if (chunk.toString("latin1", 0, 1) !== "Q") return;
        const fate = script({ connection, statement });
        statement += 1;
        if (fate === "silence") return;
        if (fate === "done") socket.write(Buffer.concat([message("C", "SELECT 0\0"), ready]));
        else socket.write(Buffer.concat([message("E", `SERROR\0C${fate.code}\0M${fate.message}\0\0`), ready]));
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgresql://stint@127.0.0.1:${port}/stint`,
    sockets,
    open: () => sockets.filter((socket) => !socket.closed).length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
