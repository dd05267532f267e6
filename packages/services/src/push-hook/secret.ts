/** Whose a sealed secret is: it opens for no other repo. */
export function ownerOf(repoId: string): string {
  return `push-hook ${repoId}`;
}
