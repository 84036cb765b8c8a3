import 'sip-chat-elements';
import { createApp } from 'vue';
import { credentials, server, strings } from './settings.js';

const app = createApp({
  data: () => ({ told: '', server, credentials, strings }),
  template: `
    <p id="told">{{ told }}</p>
    <chat-conversation
      target-sip="sip:bob@contoso.example"
      :server="server"
      account-sip="sip:alice@contoso.example"
      :credentials="credentials"
      :strings="strings"
      @chat-connection-change="event => (told = event.state)"
      @message-send.prevent="event => (told = event.text)"
    >
      <b slot="header">Help desk</b>
    </chat-conversation>`,
});
app.config.compilerOptions.isCustomElement = tag => tag.includes('-');
app.mount(document.body.appendChild(document.createElement('div')));
