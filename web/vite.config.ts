import { defineConfig } from "vite";
import { systemFonts } from "./build/system-fonts.ts";

/** Everything ends in a file of its own, served by us: the content security policy allows nothing inline. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [systemFonts()],
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
