/** What the sign-in form is told when neither yes nor no could be said, such as while the database is away. */
export const signInUnavailable = "Unavailable";
