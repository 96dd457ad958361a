/** Whether the text is of the form that a policy writes with `*` for any text and `?` for one character. */
export const matches = (pattern: string, text: string): boolean => {
  const source = pattern
    .replace(/[.+^$()|[\]{}\\/]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
};

/** ARNs are compared part by part: a `*` does not reach over a colon of the first five. */
export const arnMatches = (pattern: string, arn: string): boolean => {
  const parts = (text: string) => {
    const [a, b, c, d, e, ...rest] = text.split(":");
    return [a, b, c, d, e, rest.join(":")];
  };
  const found = parts(arn);
  return parts(pattern).every((part, index) => matches(part ?? "", found[index] ?? ""));
};
