/** SAML Core §1.3.3: times are in UTC, also those that do not say so. JavaScript takes these for local ones. */
export const inUtc = (time: string): string =>
  /(Z|[+-]\d\d:?\d\d)$/i.test(time.trim()) ? time.trim() : `${time.trim()}Z`;
