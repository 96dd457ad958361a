import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { System } from "../../api/system.ts";
import { spokenAge } from "../../parts/spoken-age.ts";

const headers: Record<string, string> = {
  "worker.missing": "Nobody works",
  "stops.late": "An emergency stop is not done",
  "removals.late": "Access is still there that should be gone",
  "starts.late": "Access that should have begun is not there",
  "audit.broken": "The audit log was changed",
  "cuts.refused": "Credentials are not cut",
  "cuts.late": "Credentials are not cut",
  "cuts.full": "Not all credentials can be cut",
  "cuts.meddled": "The policy that cuts credentials was changed",
  "drift.found": "Somebody holds what they should not",
  "drift.fuse-blown": "Too much to remove at once",
  "drift.unseen": "Changes in AWS stay unseen",
  "directory.stale": "The directory is out of date",
  "directory.failed": "The directory could not be read",
  "directory.odd": "The directory was read, with a doubt",
  "messages.waiting": "Messages do not arrive",
  "messages.given-up": "Messages were given up",
};

const places: Record<string, { text: string; href: string }> = {
  directory: { text: "Open the directory", href: "/admin/directory" },
  drift: { text: "Open the list", href: "/admin/drift" },
  stops: { text: "Open the emergency stops", href: "/admin/emergency-stop" },
  messages: { text: "Open the notification log", href: "/admin/notices?state=waiting,dead" },
};

/** What is not well, in plain words and the worst first; or that all is. */
export const Troubles = ({ system: { troubles, now } }: { system: System }) => {
  if (troubles.length === 0)
    return (
      <Alert type="success" header="All is well">
        Access begins and ends in time, the directory is up to date, and messages arrive.
      </Alert>
    );
  return (
    <SpaceBetween size="s">
      {troubles.map(({ code, severity, message, since }) => {
        const place = places[code.split(".")[0] ?? ""];
        return (
          <Alert key={code} type={severity} header={headers[code] ?? "Something is not well"}>
            <div className="as-typed">{message}</div>
            {since ? <Box color="inherit">For {spokenAge(since, now)}.</Box> : null}
            {place ? <Link href={place.href}>{place.text}</Link> : null}
          </Alert>
        );
      })}
    </SpaceBetween>
  );
};
