/** Nobody has had it before. (`crypto.randomUUID` is there on secure origins only.) */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
