"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Member, Role } from "@yardlet/core/team";
import { useState } from "react";
import { useMay, useViewer } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { RowAction } from "@/ui/button.tsx";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { FilterChip } from "@/ui/filters.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { Invites } from "./invites.tsx";
import { ROLE_OPTIONS } from "./roles.ts";

export function MembersTab() {
  const trpc = useTRPC();
  const { data: members } = useSuspenseQuery(trpc.team.members.queryOptions());
  const mayManage = useMay("team.manage");
  const mayInvite = useMay("team.invite");
  const [leaving, setLeaving] = useState<Member>();
  return (
    <>
      <Section title="Members" note="a role may do all that the ones before it may: viewer, curator, admin">
        <Table>
          <TableHead columns={["Name", ["E-mail", "p2"], "Role", ["Since", "num p2"]]}>
            {mayManage ? <ActionHead /> : null}
          </TableHead>
          <tbody>
            {members.map((member) => (
              <MemberRow key={member.userId} member={member} onRemove={() => setLeaving(member)} />
            ))}
          </tbody>
        </Table>
      </Section>
      {mayInvite ? <Invites /> : null}
      {leaving ? <RemoveDialog member={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </>
  );
}

function MemberRow({ member, onRemove }: { member: Member; onRemove: () => void }) {
  const viewer = useViewer();
  const mayManage = useMay("team.manage");
  const changeRole = useChangeRole(member);
  return (
    <tr>
      <th scope="row">
        {member.name}
        {member.userId === viewer.userId ? <span className="sub"> you</span> : null}
      </th>
      <td className="t2 p2">{member.email}</td>
      <td>
        {mayManage ? (
          <FilterChip
            bare
            label={`Role of ${member.name}`}
            value={member.role}
            options={ROLE_OPTIONS}
            onChange={changeRole}
          />
        ) : (
          member.role
        )}
      </td>
      <td className="num t3 p2">
        <When at={member.createdAt} as="day" />
      </td>
      {mayManage ? (
        <td className="num">
          <RowAction onClick={onRemove}>remove</RowAction>
        </td>
      ) : null}
    </tr>
  );
}

function useChangeRole(member: Member): (role: Role | null) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation({
    ...trpc.team.changeRole.mutationOptions(),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.team.members.queryFilter()),
  });
  return (role) => {
    if (!role || role === member.role) return;
    const before = member.role;
    change.mutate(
      { userId: member.userId, role },
      {
        onSuccess: () =>
          toast({
            text: `${member.name} is ${role} now`,
            undo: () => change.mutate({ userId: member.userId, role: before }),
          }),
      },
    );
  };
}

function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation({
    ...trpc.team.removeMember.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.team.members.queryFilter());
      toast({ text: `${member.name} is no longer a member` });
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      title={`Remove ${member.name}?`}
      action="Remove"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ userId: member.userId })}
      onClose={onClose}
    >
      {member.email} is signed out everywhere and can only come back by a new invitation. What {member.name} did stays
      in the audit log.
    </ConfirmDialog>
  );
}
