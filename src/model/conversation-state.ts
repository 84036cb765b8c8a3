/**
 * `Conferencing`, `Conferenced` and `Disconnecting` are the SDK's too; ours never shows them: a conversation stays
 * `Connected` when it becomes a group, and goes straight to `Disconnected`, so that listeners who look for
 * `Disconnected` after `Connected` or `Connecting` hear of every end. `InLobby`: we wait until a leader of the group lets
 * us in.
 */
export type ConversationState =
  | 'Created'
  | 'Incoming'
  | 'Connecting'
  | 'Connected'
  | 'Conferencing'
  | 'Conferenced'
  | 'InLobby'
  | 'Disconnecting'
  | 'Disconnected';

/** Ours: where a conversation is in its life, from the user's side. */
export type ConversationPhase = 'idle' | 'inviting' | 'incoming' | 'active' | 'ended';
