import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ListAddress } from "./use-list-address.ts";

/** From page to page. A shared address of a later page knows no page before it but the first. */
export const PageButtons = ({ address, next }: { address: ListAddress; next: string | undefined }) => {
  const { previous, goTo } = address;
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Button
        iconName="angle-left-double"
        variant="icon"
        ariaLabel="First page"
        disabled={!address.said.cursor}
        onClick={() => goTo(undefined)}
      />
      <Button
        iconName="angle-left"
        variant="icon"
        ariaLabel="Page before"
        disabled={previous === undefined}
        onClick={() => goTo(previous)}
      />
      <Button iconName="angle-right" variant="icon" ariaLabel="Next page" disabled={!next} onClick={() => goTo(next)} />
    </SpaceBetween>
  );
};
