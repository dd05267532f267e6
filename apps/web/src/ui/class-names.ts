/** Joins the class names that apply. */
export function classNames(...names: (string | false | undefined)[]): string | undefined {
  const given = names.filter(Boolean);
  return given.length === 0 ? undefined : given.join(" ");
}
