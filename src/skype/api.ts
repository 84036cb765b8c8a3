import { Application } from '../client/index.js';
import type { Conversation } from '../model/index.js';
import type { ConversationControlOptions } from './control-options.js';
import { renderConversation } from './render-conversation.js';

/** What `Skype.initialize` gives. */
export interface SkypeApi {
  /**
   * The application: `new api.application()`, as many as there are people to sign in.
   *
   * @param settings - As the SDK's; read by nobody here: history is always kept, and chat is all there is.
   */
  readonly application: new (settings?: object) => Application;
  /** The application whose conversations the controls show. Sign in by its `signInManager`. */
  readonly UIApplicationInstance: Application;
  /**
   * Draws a conversation inside an element, which gives it its size. Nobody is invited, and nothing accepted: call
   * `chatService.start()` or `accept()` of the conversation. What was drawn inside the same element before goes.
   *
   * @param container - A CSS selector, or the element. It must be visible and have a size.
   * @returns The conversation, when it is drawn.
   * @throws {@link Reason} that says what is wrong with container or options; then nothing is drawn and nothing is made.
   */
  readonly renderConversation: (
    container: string | Element,
    options?: ConversationControlOptions,
  ) => Promise<Conversation>;
}

/** @param server - The address of its WebSocket. */
export function createApi(server: string): SkypeApi {
  const UIApplicationInstance = new Application({ server });
  const applications: [Application, ...Application[]] = [UIApplicationInstance];
  class application extends Application {
    constructor() {
      super({ server });
      applications.push(this);
    }
  }
  return {
    application,
    UIApplicationInstance,
    renderConversation: (container, options) => renderConversation(applications, container, options),
  };
}
