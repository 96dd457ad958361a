import TopNavigation from "@cloudscape-design/components/top-navigation";
import type { Me } from "../api/shapes.ts";
import { useWide } from "../parts/use-wide.ts";
import { useTell } from "./flashes.tsx";
import { type Looks, useLooks } from "./looks.ts";
import { signOut } from "./sign-out.ts";

const personaNames = { requester: "Requester", approver: "Approver", auditor: "Auditor", admin: "Admin" } as const;

const personas = (me: Me) =>
  (Object.keys(personaNames) as (keyof typeof personaNames)[])
    .filter((name) => me.personas[name])
    .map((name) => personaNames[name])
    .join(", ");

const choice = (id: string, text: string, checked: boolean) => ({ id, text, itemType: "checkbox", checked }) as const;

export const TopBar = ({ me }: { me: Me }) => {
  const { looks, change } = useLooks();
  const isWide = useWide();
  const tell = useTell();
  const leave = async () => {
    if (await signOut()) return;
    tell({
      type: "error",
      header: "You are still signed in",
      content: "Stint could not end your session. What you typed is kept. Try again.",
    });
  };
  const changeLooks = (id: string) => {
    const [part = "", value] = id.split(":");
    // The ids are those of the items below.
    change({ [part]: value } as Partial<Looks>);
  };
  return (
    <TopNavigation
      identity={{ href: "/", title: "Stint", logo: { src: "/assets/stint.svg", alt: "Logo" } }}
      utilities={[
        ...(me.portalUrl && isWide
          ? [{ type: "button" as const, text: "Access portal", href: me.portalUrl, external: true, target: "_blank" }]
          : []),
        {
          type: "menu-dropdown",
          iconName: "settings",
          ariaLabel: "Appearance",
          title: "Appearance",
          onItemClick: ({ detail }) => changeLooks(detail.id),
          items: [
            {
              text: "Theme",
              items: [
                choice("theme:system", "As the system", looks.theme === "system"),
                choice("theme:light", "Light", looks.theme === "light"),
                choice("theme:dark", "Dark", looks.theme === "dark"),
              ],
            },
            {
              text: "Density",
              items: [
                choice("spacing:comfortable", "Comfortable", looks.spacing === "comfortable"),
                choice("spacing:compact", "Compact", looks.spacing === "compact"),
              ],
            },
            {
              text: "Times",
              items: [
                choice("times:zone", "In my time zone", looks.times === "zone"),
                choice("times:utc", "In UTC", looks.times === "utc"),
              ],
            },
          ],
        },
        {
          type: "menu-dropdown",
          iconName: "user-profile",
          text: me.displayName,
          description: `${me.userName} · ${personas(me)}`,
          items: [
            ...(me.portalUrl && !isWide
              ? [{ id: "portal", text: "Access portal", href: me.portalUrl, external: true }]
              : []),
            { id: "sign-out", text: "Sign out" },
          ],
          onItemClick: ({ detail }) => {
            if (detail.id === "sign-out") leave();
          },
        },
      ]}
      i18nStrings={{ overflowMenuTriggerText: "More", overflowMenuTitleText: "All" }}
    />
  );
};
