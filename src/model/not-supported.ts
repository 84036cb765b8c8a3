import { Collection, type Command, Constant, disabledCommand, type Property, Reason } from '../observable/index.js';
import type { CallConnectionState } from './participant.js';

/** A command that is off for good: `enabled.reason` is `NotSupported`, and says why. */
export type UnsupportedCommand = Command<(...args: unknown[]) => Promise<never>>;

/** Audio, video or phone: not to be had, but here, so that pages written for them find what they look at. */
export interface UnsupportedService {
  readonly start: UnsupportedCommand;
  readonly stop: UnsupportedCommand;
  readonly accept: UnsupportedCommand;
  readonly reject: UnsupportedCommand;
}

/** Somebody's part in a call, which there is not: always Disconnected. */
export interface UnsupportedMedia {
  readonly state: Property<CallConnectionState>;
}

/** There are no devices. */
export interface DevicesManager {
  readonly cameras: Collection<never>;
  readonly microphones: Collection<never>;
  readonly speakers: Collection<never>;
}

const why = new Reason('NotSupported', { message: 'Only chat is supported here.' });

/** Does what is out of scope: nothing. */
export const unsupported: UnsupportedCommand = disabledCommand(why);
/** Whether there is what is out of scope: no. */
export const no = Constant(false, why);
/** What there is of what is out of scope: nothing. */
export const none: Collection<never> = Collection<never>().readOnly();

/** Each service, and everybody's part in it. */
export const noMedia: UnsupportedService & UnsupportedMedia = {
  start: unsupported,
  stop: unsupported,
  accept: unsupported,
  reject: unsupported,
  state: Constant<CallConnectionState>('Disconnected', why),
};

export const noDevices: DevicesManager = { cameras: none, microphones: none, speakers: none };
