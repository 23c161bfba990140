import Foundation
import Glibc

/// The text of a Dovecot configuration that keeps everything inside one folder.
struct DovecotConfiguration {
    /// Who the processes run as.
    enum Account {
        /// Started by root: Dovecot refuses to read mail as root, so its own accounts are used.
        case root(mailUser: uid_t, mailGroup: gid_t)
        /// Started by anybody else: everything runs as that user.
        case ordinary(user: String, group: String)

        /// The account of this process; nil when the system has no names for what is needed.
        static func current() -> Account? {
            guard geteuid() == 0 else {
                guard let user = getpwuid(geteuid()), let group = getgrgid(getegid()) else { return nil }
                return .ordinary(
                    user: String(cString: user.pointee.pw_name), group: String(cString: group.pointee.gr_name))
            }
            guard let entry = getpwnam("dovecot") else { return nil }
            return .root(mailUser: entry.pointee.pw_uid, mailGroup: entry.pointee.pw_gid)
        }
    }

    let folder: URL
    let account: Account
    let imapPort: Int
    let imapsPort: Int

    var text: String {
        let path = folder.path
        let common = """
            base_dir = \(path)/run
            state_dir = \(path)/state
            log_path = \(path)/dovecot.log
            instance_name = \(path)
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(path)/certificate.pem
            ssl_key = <\(path)/key.pem
            auth_mechanisms = plain login
            mail_location = maildir:~/Maildir
            mail_max_userip_connections = 100
            auth_failure_delay = 0
            passdb {
              driver = passwd-file
              args = username_format=%u \(path)/users
            }
            service imap-login {
              inet_listener imap {
                port = \(imapPort)
              }
              inet_listener imaps {
                port = \(imapsPort)
                ssl = yes
              }
            }

            """
        return common + accounts(path)
    }

    private func accounts(_ path: String) -> String {
        switch account {
        case .root(let user, let group):
            """
            first_valid_uid = 1
            first_valid_gid = 1
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(path)/mail/%u
            }

            """
        case .ordinary(let user, let group):
            """
            default_internal_user = \(user)
            default_internal_group = \(group)
            default_login_user = \(user)
            first_valid_uid = 1
            first_valid_gid = 1
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(path)/mail/%u
            }
            service imap-login {
              chroot =
            }
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }

            """
        }
    }
}
