import '../styles/tokens.css';
import { render } from 'preact';
import './wall.css';
import { followLanguage } from '../words/words';
import { comeIn } from './entrance';
import { Wall } from './Wall';

followLanguage();
comeIn();
const page = document.getElementById('page');
if (page) {
  render(<Wall />, page);
}
