import 'sip-chat-elements';
import type {} from 'sip-chat-elements/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { credentials, server, strings } from './settings.js';

function App() {
  const [told, tell] = useState('');
  return (
    <>
      <p id="told">{told}</p>
      <chat-conversation
        target-sip="sip:bob@contoso.example"
        server={server}
        account-sip="sip:alice@contoso.example"
        credentials={credentials}
        strings={strings}
        onchat-connection-change={event => tell(event.state)}
        onmessage-send={event => {
          tell(event.text);
          event.preventDefault();
        }}
      >
        <b slot="header">Help desk</b>
      </chat-conversation>
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<App />);
