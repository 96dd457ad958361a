import type { Plugin } from "vite";

/**
 * Leaves out the fonts that Cloudscape's global styles carry as `data:` URLs: the content security policy would refuse them, and they
 * alone weigh as much as half of the rest. The system's fonts are used instead.
 */
export const systemFonts = (): Plugin => ({
  name: "system-fonts",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("@cloudscape-design/global-styles") && id.endsWith(".css")
      ? code.replaceAll(/@font-face\s*\{[^}]*\}/g, "")
      : undefined,
});
