export const directoryHelp = (
  <>
    <p>
      What Stint knows of the organisation: accounts, organisational units, permission sets, people and groups. It reads
      all of it from AWS every five minutes, and a person’s groups again whenever they decide.
    </p>
    <p>What vanished in AWS is kept here as gone, so that past access keeps its names.</p>
    <h3>When much vanished at once</h3>
    <p>
      If more than half of a kind is missing, and more than ten, Stint takes the list for wrong and keeps them: taking
      them for gone would end the access of everybody concerned. If they are truly gone, an admin says so here.
    </p>
    <h3>Long sessions</h3>
    <p>
      Credentials taken just before access ends work until their session is over. With a session of one hour (PT1H) that
      is an hour at most; with twelve hours somebody may go on for half a day.
    </p>
    <h3>In the management account</h3>
    <p>
      A delegated administrator may not touch the management account, nor a permission set that is provisioned there.
      Stint neither offers such a role nor can it remove it.
    </p>
  </>
);
