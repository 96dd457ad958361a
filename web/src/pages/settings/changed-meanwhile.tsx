import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Settings } from "../../api/settings.ts";
import { Time } from "../../parts/time.tsx";
import { fieldNames } from "./settings-draft.ts";
import type { SettingsDrafting } from "./use-settings-draft.ts";

/** Somebody else saved while this was typed: both ways on. Nothing typed is lost before one is chosen. */
export const ChangedMeanwhile = ({ saved, drafting }: { saved: Settings; drafting: SettingsDrafting }) => {
  const { contested } = drafting;
  return (
    <Alert
      type="warning"
      header="Somebody changed the settings meanwhile"
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" onClick={drafting.startOver}>
            Take theirs
          </Button>
          <Button formAction="none" onClick={drafting.keepMine}>
            Go on with mine
          </Button>
        </SpaceBetween>
      }
    >
      Saved <Time at={saved.updatedAt} />. What you typed is still here, and every other field shows what is saved now.{" "}
      {contested.length > 0
        ? `You both changed: ${contested.map((field) => fieldNames[field]).join(", ")}. “Go on with mine” replaces theirs when you save.`
        : "You changed different things, so both can stand."}
    </Alert>
  );
};
