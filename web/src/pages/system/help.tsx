export const systemHelp = (
  <>
    <p>
      How Stint’s own work stands. The figures are counted when something happens, and at least every quarter of a
      minute while you look; nothing needs to be reloaded.
    </p>
    <h3>Queue</h3>
    <p>
      Removals always go first: access that is over is worth more than access that has not begun. What waits is worked
      on by any worker, in the order in which it came due.
    </p>
    <h3>AWS’s quota</h3>
    <p>
      IAM Identity Center answers 20 calls a second and takes ten assignment writes at a time, for the whole
      organisation. All of Stint shares one budget and stays below it, so that other tools find room.
    </p>
    <h3>Assignments not as wanted</h3>
    <p>
      Access that should be there and is not yet, or should be gone and is still there, as far as AWS said. Stint tries
      again until AWS confirms it. What AWS last answered stands beside each.
    </p>
  </>
);
