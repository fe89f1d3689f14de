import './styles/tokens.css';
import { render } from 'preact';
import { followStorage } from './alert/kept';
import { App } from './App';
import { followWorker } from './pwa/register';
import { followAddress } from './route';
import { followSession } from './session';
import './styles/frame.css';
import './styles/exceptions.css';
import './styles/areas.css';
import './styles/alert.css';
import { followLanguage } from './words/words';

followLanguage();
followAddress();
followSession();
followStorage();
followWorker();
const page = document.getElementById('page');
if (page) {
  render(<App />, page);
}
