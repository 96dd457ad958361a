/** Everything that is checked without running what is written: types, lint, boundaries, what is unused. As many side by side as there are cores. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";

/** The longest first. */
const checks = ["types:server", "types:web", "unused", "boundaries", "lint"];
const left = [...checks];

/** One after another until nothing is left, beside others that do the same. Each tells when it is done: two at once could not be read. */
const examine = async () => {
  for (let name = left.shift(); name; name = left.shift()) {
    const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] });
    const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    process.stdout.write(`${code === 0 ? "✔" : "✖"} ${name}\n${said}${complained}`);
    if (code !== 0) process.exitCode = 1;
  }
};

await Promise.all(Array.from({ length: availableParallelism() }, examine));
