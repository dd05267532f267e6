"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Role } from "@yardlet/core/team";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button, RowAction } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy.tsx";
import { ConfirmDialog, Dialog } from "@/ui/dialog.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { SelectField } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { ROLE_OPTIONS, ROLES } from "./roles.ts";

/** Invitations that nobody has used yet. */
export function Invites() {
  const trpc = useTRPC();
  const { data: invites } = useSuspenseQuery(trpc.invite.list.queryOptions());
  const [inviting, setInviting] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  return (
    <Section
      title="Invitations"
      note="a link for one person, valid for 7 days"
      end={<Button onClick={() => setInviting(true)}>Invite a member</Button>}
    >
      {invites.length === 0 ? (
        <EmptyState title="No open invitation">An invitation is a link that you pass on yourself.</EmptyState>
      ) : (
        <Table>
          <TableHead columns={["Role", "Made by", ["Made", "num p2"], ["Valid until", "num"]]}>
            <ActionHead />
          </TableHead>
          <tbody>
            {invites.map((invite) => (
              <tr key={invite.id}>
                <th scope="row">{invite.role}</th>
                <td className="t2">{invite.createdBy}</td>
                <td className="num t3 p2">
                  <When at={invite.createdAt} />
                </td>
                <td className="num t3">
                  <When at={invite.expiresAt} />
                </td>
                <td className="num">
                  <RowAction onClick={() => setRevoking(invite.id)}>withdraw</RowAction>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {revoking ? <RevokeDialog id={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </Section>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>("curator");
  const invite = useMutation({
    ...trpc.invite.create.mutationOptions(),
    onSuccess: () => queries.invalidateQueries(trpc.invite.list.queryFilter()),
  });
  if (invite.data) {
    const link = `${window.location.origin}/join/${invite.data.token}`;
    return (
      <Dialog title="Pass this link on" onClose={onClose} wide footer={<Button onClick={onClose}>Done</Button>}>
        <p className="t2">Whoever opens it first becomes {invite.data.invite.role}. It is shown this once.</p>
        <div className="cmd">
          <span>{link}</span>
          <CopyButton text={link} label="Copy the link" />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Invite a member"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={invite.isPending} onClick={() => invite.mutate({ role })}>
            Make a link
          </Button>
        </>
      }
    >
      <SelectField
        label="Role"
        hint={`A ${role} ${ROLES[role]}.`}
        value={role}
        onChange={(event) => setRole(ROLE_OPTIONS.find(({ value }) => value === event.target.value)?.value ?? role)}
      >
        {ROLE_OPTIONS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {invite.error ? <Note tone="bad">{errorOf(invite.error).message}.</Note> : null}
    </Dialog>
  );
}

function RevokeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation({
    ...trpc.invite.revoke.mutationOptions(),
    onSuccess: () => toast({ text: "The invitation does not work any more" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: async () => {
      await queries.invalidateQueries(trpc.invite.list.queryFilter());
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title="Withdraw this invitation?"
      action="Withdraw"
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ id })}
      onClose={onClose}
    >
      Its link stops working at once. You can make another.
    </ConfirmDialog>
  );
}
