import Button from "@cloudscape-design/components/button";
import type { ActivitySource } from "../../../api/access.ts";
import { Empty } from "../../../parts/empty.tsx";
import type { ListAddress } from "../../../parts/list/use-list-address.ts";

/** Nothing matches, nothing was done, or nothing was read yet: three things that are not the same. */
export const NoEvents = ({ address, source }: { address: ListAddress; source: ActivitySource }) => {
  if (address.isNarrowed)
    return (
      <Empty title="No event matches.">
        <Button onClick={address.clear}>Clear the filters</Button>
      </Empty>
    );
  if (source.state === "not-begun") return <Empty title="Nobody can have used this access." />;
  if (source.state === "failing") return <Empty title="Nothing is known: the trail could not be read." />;
  if (!source.readUpTo) return <Empty title="Nothing was read yet: CloudTrail delivers events some minutes later." />;
  if (source.unreadable > 0)
    return (
      <Empty title="Nothing was found, and some of the trail could not be understood: something may have been done." />
    );
  if (source.state === "complete" && !source.complete)
    return <Empty title="Nothing was found, and it is not sure that this is all." />;
  return (
    <Empty
      title={
        source.complete
          ? "Nothing was done that CloudTrail recorded."
          : "Nothing was done so far that CloudTrail recorded and delivered."
      }
    />
  );
};
