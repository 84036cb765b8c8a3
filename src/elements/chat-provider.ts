import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Application } from '../model/index.js';
import { styles } from './chat-provider.styles.js';
import type { ChatConnectionState } from './connection-context.js';
import { SignInElement } from './sign-in-element.js';

/**
 * Connection and identity for all chat elements inside it. It signs in as soon as it has `server`, `account-sip` and
 * `credentials`, and out again shortly after it was removed. It draws nothing itself.
 *
 * @example
 * ```html
 * <chat-provider server="wss://chat.contoso.example/sip" account-sip="sip:alice@contoso.example">
 *   <chat-conversation target-sip="sip:bob@contoso.example"></chat-conversation>
 *   <chat-conversation target-sip="sip:carol@contoso.example"></chat-conversation>
 * </chat-provider>
 * ```
 * @tagname chat-provider
 * @fires {ChatConnectionChangeEvent} chat-connection-change - The connection has another state.
 * @fires {ChatErrorEvent} chat-error - Signing in was refused; `message` says why.
 * @slot - The elements that share the connection.
 * @cssState connecting - It is signing in.
 * @cssState connected - It is signed in.
 * @cssState reconnecting - The connection is lost for the moment; conversations stay.
 * @cssState offline - It is not signed in, or the connection is lost for good.
 * @cssState failed - Signing in was refused.
 */
export class ChatProviderElement extends SignInElement {
  static override readonly tag = 'chat-provider';
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    application: { attribute: false },
  };
  /** The object model behind it. Set it to share one that the page has signed in itself. */
  get application(): Application | undefined {
    return this.#given ?? this.shownApplication();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }

  #given: Application | undefined;

  /** How things stand with the server. */
  get connectionState(): ChatConnectionState {
    return this.shownConnection().state;
  }

  protected override willUpdate(): void {
    this.signInUnless(this.#given);
    this.showStates(this.connectionState);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-provider': ChatProviderElement;
  }
}
