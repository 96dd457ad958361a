/** Run as a process of its own, which has the folder to unpack into as its TMPDIR: the package knows no other way to be told. */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";

const packed = fileURLToPath(new URL("../bin", import.meta.resolve("@sparticuz/chromium")));
await chromium.executablePath(packed);
// The libraries a bare machine lacks. The package itself takes them out on AWS Lambda only.
await inflate(join(packed, "al2023.tar.br"));
// The package's own file names the folders of AWS Lambda. Without a font there is no text, and what has no height is not visible.
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;
writeFileSync(join(tmpdir(), "fonts/fonts.conf"), fonts);
