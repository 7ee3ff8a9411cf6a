// Reloads the page of the preview once the sources have been read again.
const reading = document.currentScript.dataset.reading;
const events = new EventSource("/_minhbach/events?after=" + reading);
events.onmessage = () => location.reload();
