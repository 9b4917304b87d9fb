// For browsers that cannot run Saba: no syntax newer than theirs. The blank sheet lies
// beside the page, but not beside the single file.
var place = document.getElementById('splash-words');
var sheet = document.createElement('a');
var isAlone = document.documentElement.getAttribute('data-edition') === 'single';
place.textContent =
  'Peramban ini terlalu lama untuk Saba. Perbarui peramban, atau buka dengan Chrome 80, Firefox 79, atau Safari 15 ke atas. ';
sheet.href = 'lembar-kosong-desa.html';
sheet.textContent = 'Lembar kosong desa untuk dicetak dan diisi dengan tulisan tangan';
if (!isAlone) place.appendChild(sheet);
