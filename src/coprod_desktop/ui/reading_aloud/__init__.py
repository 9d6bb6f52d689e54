"""Reading aloud: a page's words, sentence by sentence, with the sentence marked, and a bar to steer it by."""
