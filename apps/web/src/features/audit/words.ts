/** What was done, in a word: for the places where the name of an action says too little. */
const DID: Readonly<Record<string, string>> = {
  "candidate.accepted": "Accepted",
  "candidate.rejected": "Rejected",
  "job.cancel": "Cancelled",
  "job.retry": "Tried again",
  "key.create": "Made a key",
  "key.revoke": "Revoked a key",
  "library.set-source": "Set the source",
  "library.sync": "Updated",
  "repo.add": "Added",
  "repo.archive": "Archived",
  "repo.choice": "Chose",
  "repo.configure": "Configured",
  "repo.equip": "Asked to equip",
  "repo.lift-choice": "Lifted",
  "repo.pick": "Picked",
  "repo.propose": "Proposed",
  "repo.refused": "Held",
  "repo.unequip": "Asked to unequip",
  "repo.wrote-choice": "Wrote",
  "repo.wrote-equip": "Equipped",
  "repo.wrote-pick": "Equipped",
  "repo.wrote-unequip": "Removed",
  "team.change-role": "Changed the role",
  "team.configure": "Configured",
  "team.invite": "Invited",
  "team.join": "Joined",
  "team.remove-member": "Removed",
  "team.revoke-invite": "Withdrew",
  "team.set-up": "Set up",
  "view.delete": "Deleted",
  "view.save": "Saved",
};

export function didWord(action: string): string {
  return DID[action] ?? action;
}
